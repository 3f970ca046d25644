package org.charthouse.dq;

import java.util.Set;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.TableName;

/**
 * Owns {@code dq.work_item}, so that each state names a version of it and rollback, backup and recovery heed it like any other
 * table. It writes nothing: persons do, by commands.
 */
public final class WorkItemJob implements Job {

    @Override
    public String name() {
        return "work_items";
    }

    @Override
    public Stage stage() {
        return Stage.CHECK;
    }

    @Override
    public Set<TableName> inputs() {
        return Set.of();
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(WorkItem.TABLE);
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
