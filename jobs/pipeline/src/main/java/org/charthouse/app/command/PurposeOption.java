package org.charthouse.app.command;

import org.charthouse.app.Access;
import org.charthouse.app.House;
import org.charthouse.lake.Lake;
import picocli.CommandLine.Option;

/** What rows of persons are looked at for; it goes to the access log. */
final class PurposeOption {

    @Option(
            names = "--purpose",
            paramLabel = "TEXT",
            defaultValue = "${env:CHARTHOUSE_PURPOSE:-}",
            description = "What for, for the access log (CHARTHOUSE_PURPOSE); never a patient's name or number.")
    private String purpose = "";

    Access access(House house, Lake lake, String command, String query) {
        return new Access(house, lake, command, purpose, query);
    }
}
