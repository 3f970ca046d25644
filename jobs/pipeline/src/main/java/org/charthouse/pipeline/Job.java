package org.charthouse.pipeline;

import java.util.Optional;
import java.util.Set;
import org.charthouse.spec.TableName;

/** A piece of work that reads declared tables and writes declared tables. It keeps no state between runs. */
public interface Job {

    /** Unique, and the same from run to run; usually the table that it makes. */
    String name();

    Stage stage();

    /** Tables that it reads; nothing else can be read in its context. */
    Set<TableName> inputs();

    /** Tables that it alone writes. */
    Set<TableName> outputs();

    /** All that decides its result besides its inputs: files of configuration, contracts, queries, as text. */
    String definition();

    /** Whether its result depends on the as-of date. */
    default boolean usesAsOf() {
        return false;
    }

    /** Whether it must look for work outside the lake, so that unchanged inputs are no reason to skip it. */
    default boolean looksOutside() {
        return false;
    }

    /** What awaits it outside the lake, in a few words; empty where nothing does. Asked only if it looks there. */
    default Optional<String> awaits(JobContext context) {
        return Optional.empty();
    }

    JobReport run(JobContext context);
}
