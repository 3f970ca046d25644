package org.charthouse.app.command;

import java.nio.file.Path;
import org.charthouse.app.House;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which house is meant. */
final class HouseOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:CHARTHOUSE_HOME:-charthouse-home}",
            description = "Folder of landing, lake and reports (CHARTHOUSE_HOME; default: charthouse-home).")
    private Path home = Path.of("charthouse-home");

    @Mixin
    private ConfigOption config = new ConfigOption();

    Path home() {
        return home.toAbsolutePath().normalize();
    }

    Path config() {
        return config.config();
    }

    House house() {
        return House.open(config(), home());
    }
}
