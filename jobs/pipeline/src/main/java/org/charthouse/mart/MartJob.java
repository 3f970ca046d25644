package org.charthouse.mart;

import java.util.Set;
import java.util.TreeSet;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.MartSpec;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;

/** Makes one mart by its query, whole. */
public final class MartJob implements Job {

    private final MartSpec mart;
    private final TableContract contract;

    public MartJob(MartSpec mart, TableContract contract) {
        this.mart = mart;
        this.contract = contract;
    }

    @Override
    public String name() {
        return mart.table().toString();
    }

    @Override
    public Stage stage() {
        return Stage.BUILD;
    }

    @Override
    public Set<TableName> inputs() {
        return new TreeSet<>(mart.inputs());
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(mart.table());
    }

    @Override
    public String definition() {
        return mart.sql() + contract;
    }

    @Override
    public boolean usesAsOf() {
        return mart.usesAsOf();
    }

    @Override
    public JobReport run(JobContext context) {
        TableDefinition table = TableDefinition.of(contract);
        return JobReport.loaded(context.writer().replace(table, context.sql().query(mart.sql())));
    }
}
