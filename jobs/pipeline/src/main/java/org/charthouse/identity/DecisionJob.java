package org.charthouse.identity;

import java.util.Set;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.TableName;

/**
 * Owns {@code identity.decision}, so that each state names a version of it and rollback, backup and recovery heed it like any
 * other table. It writes nothing: persons do, by commands.
 */
public final class DecisionJob implements Job {

    @Override
    public String name() {
        return "identity_decisions";
    }

    @Override
    public Stage stage() {
        return Stage.LINK;
    }

    @Override
    public Set<TableName> inputs() {
        return Set.of();
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(Decisions.TABLE);
    }

    @Override
    public String definition() {
        return "written by commands alone";
    }

    @Override
    public JobReport run(JobContext context) {
        return JobReport.loaded(0);
    }
}
