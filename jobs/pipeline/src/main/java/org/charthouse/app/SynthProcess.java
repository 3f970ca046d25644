package org.charthouse.app;

import java.nio.file.Path;
import java.util.List;

/** The generator of synthetic extracts. */
public final class SynthProcess {

    private static final ModuleProcess GENERATOR = new ModuleProcess(
            "synthetic",
            "The generator of synthetic extracts",
            "it comes with a source tree, not with the offline bundle");

    private SynthProcess() {}

    /**
     * Makes extracts.
     *
     * @param install the folder in which Charthouse was built
     * @param arguments of the generator
     * @return its exit code
     */
    public static int run(Path install, List<String> arguments) {
        return GENERATOR.run(install, List.of("-Xmx4g"), arguments);
    }

    /** The folder in which Charthouse was built, by the launcher's word. */
    public static Path install() {
        return Path.of(System.getProperty("charthouse.install", "."))
                .toAbsolutePath()
                .normalize();
    }
}
