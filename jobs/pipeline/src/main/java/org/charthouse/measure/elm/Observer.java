package org.charthouse.measure.elm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of a library that a measure applies to each episode that it counts, or to the person. */
public final class Observer {

    private final @Nullable List<Function> functions;
    private final @Nullable Definition definition;

    private Observer(@Nullable List<Function> functions, @Nullable Definition definition) {
        this.functions = functions;
        this.definition = definition;
    }

    /**
     * The function of a name; a definition of that name where the library has no such function.
     *
     * @throws ElmProblem where it has neither
     */
    public static Observer of(Linker linker, ElmLibrary library, String name) {
        if (library.definition(name) != null) {
            return new Observer(null, linker.definition(library, name));
        }
        int operands = library.functions(name).isEmpty()
                ? 1
                : library.functions(name).get(0).path("operand").size();
        return new Observer(linker.functions(library, name, operands), null);
    }

    /** What is observed of an episode. */
    public @Nullable Object observe(Subject subject, Object member) {
        if (definition != null) {
            return subject.value(definition);
        }
        List<Function> candidates = functions == null ? List.of() : functions;
        if (candidates.get(0).operands().isEmpty()) {
            return candidates.get(0).call(subject, new Object[0]);
        }
        Object[] values = {member};
        for (Function candidate : candidates) {
            if (candidate.misfit(values) >= 0) {
                return candidate.call(subject, values);
            }
        }
        return candidates.get(0).call(subject, values);
    }
}
