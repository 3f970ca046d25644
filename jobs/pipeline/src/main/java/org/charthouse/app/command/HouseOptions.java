package org.charthouse.app.command;

import java.nio.file.Path;
import org.charthouse.app.House;
import picocli.CommandLine.Mixin;

/** Options that say which house is meant. */
final class HouseOptions {

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private ConfigOption config = new ConfigOption();

    Path home() {
        return home.home();
    }

    Path config() {
        return config.config();
    }

    House house() {
        return House.open(config(), home());
    }
}
