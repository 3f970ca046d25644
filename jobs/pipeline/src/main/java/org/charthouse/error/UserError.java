package org.charthouse.error;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A mistake in what the user wrote, asked for or delivered: shown as sentences, never as a stack trace. */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final ArrayList<Problem> problems;

    public UserError(ExitCode exitCode, List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
        this.exitCode = exitCode;
        this.problems = new ArrayList<>(problems);
    }

    public UserError(ExitCode exitCode, Problem problem) {
        this(exitCode, List.of(problem));
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }
}
