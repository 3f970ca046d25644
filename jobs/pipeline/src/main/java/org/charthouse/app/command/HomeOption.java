package org.charthouse.app.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says which folder of landing, lake and reports is meant. */
final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:CHARTHOUSE_HOME:-charthouse-home}",
            description = "Folder of landing, lake and reports (CHARTHOUSE_HOME; default: charthouse-home).")
    private Path home = Path.of("charthouse-home");

    Path home() {
        return home.toAbsolutePath().normalize();
    }
}
