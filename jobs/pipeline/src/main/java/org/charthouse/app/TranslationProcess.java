package org.charthouse.app;

import java.nio.file.Path;
import java.util.List;

/** The translator from CQL to ELM. Its exit codes are those of {@link org.charthouse.error.ExitCode}. */
public final class TranslationProcess {

    private static final ModuleProcess TRANSLATOR =
            new ModuleProcess("translation", "The translator from CQL to ELM", "it comes with every build and bundle");

    /** A translation takes seconds: Java's costly compiler would cost more than it saves. */
    private static final List<String> JAVA =
            List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8");

    private TranslationProcess() {}

    /**
     * Translates.
     *
     * @param install the folder in which Charthouse was built
     * @param arguments of the translator: a folder, and its options
     * @return its exit code
     */
    public static int run(Path install, List<String> arguments) {
        return TRANSLATOR.run(install, JAVA, arguments);
    }
}
