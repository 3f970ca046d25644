package org.charthouse.app.command;

import java.nio.file.Path;
import org.charthouse.app.House;
import picocli.CommandLine.Option;

/** Options that say which house is meant. */
final class HouseOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:CHARTHOUSE_HOME:-charthouse-home}",
            description = "Folder of landing, lake and reports (CHARTHOUSE_HOME; default: charthouse-home).")
    private Path home = Path.of("charthouse-home");

    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "${env:CHARTHOUSE_CONFIG:-${sys:charthouse.install:-.}}",
            description = "Folder that holds conf/ and schemas/ (CHARTHOUSE_CONFIG; default: the installation).")
    private Path config = Path.of(".");

    Path home() {
        return home.toAbsolutePath().normalize();
    }

    Path config() {
        return config.toAbsolutePath().normalize();
    }

    House house() {
        return House.open(config(), home());
    }
}
