package org.charthouse.app.command;

import picocli.CommandLine.Command;

/** {@code charthouse codes}: one class per thing that can be done with lists of codes. */
@Command(
        name = "codes",
        mixinStandardHelpOptions = true,
        description = "Works with code tables that others publish (conf/codes), and with codes that nobody knows.",
        subcommands = {CodesList.class, CodesShow.class, CodesTry.class, CodesUnmapped.class, CodesMap.class})
final class CodesCommand {}
