package org.charthouse.app.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says which configuration is meant. */
final class ConfigOption {

    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "${env:CHARTHOUSE_CONFIG:-${sys:charthouse.install:-.}}",
            description = "Folder that holds conf/ and schemas/ (CHARTHOUSE_CONFIG; default: the installation).")
    private Path config = Path.of(".");

    Path config() {
        return config.toAbsolutePath().normalize();
    }
}
