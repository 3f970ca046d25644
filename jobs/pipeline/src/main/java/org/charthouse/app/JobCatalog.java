package org.charthouse.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.charthouse.conform.ConformJob;
import org.charthouse.conform.SharedIdentifiers;
import org.charthouse.dq.CheckJob;
import org.charthouse.dq.CorrectionJob;
import org.charthouse.dq.GateJob;
import org.charthouse.feed.DeliveredKinds;
import org.charthouse.fhir.CompiledView;
import org.charthouse.flatten.DirectRows;
import org.charthouse.flatten.FlattenJob;
import org.charthouse.flatten.ReferenceTableJob;
import org.charthouse.identity.IdentityJob;
import org.charthouse.ingest.IngestJob;
import org.charthouse.lake.TableDefinition;
import org.charthouse.mart.MartJob;
import org.charthouse.measure.MeasureJob;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobGraph;
import org.charthouse.report.ReportJob;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;
import org.charthouse.terminology.Terminology;

/** The one list of jobs: a new kind of job is one more line here. */
final class JobCatalog {

    private final Specifications specs;
    private final Views views;

    JobCatalog(Specifications specs, Views views) {
        this.specs = specs;
        this.views = views;
    }

    JobGraph graph() {
        List<Job> jobs = new ArrayList<>();
        jobs.add(new IngestJob(specs));
        SharedIdentifiers identifiers = new SharedIdentifiers();
        DeliveredKinds delivered = new DeliveredKinds();
        specs.elements()
                .values()
                .forEach(elements -> jobs.add(new ConformJob(specs, elements, identifiers, delivered)));
        jobs.add(new IdentityJob(specs.identity(), view("patient"), core("patient")));
        specs.references().forEach((table, file) -> jobs.add(new ReferenceTableJob(definition(table), file)));
        Terminology terminology = Terminology.read(specs.terminology());
        for (Map.Entry<String, Views.View> view : views.byName().entrySet()) {
            TableName resource = TableName.ofResource(view.getValue().resource());
            Optional<DirectRows> direct = specs.direct().contains(view.getKey())
                    ? Optional.of(new DirectRows(specs, view.getKey(), delivered))
                    : Optional.empty();
            jobs.add(new FlattenJob(
                    new FlattenJob.Source(
                            resource,
                            view.getValue().compiled(),
                            view.getValue().text(),
                            direct),
                    core(view.getKey()),
                    terminology));
        }
        jobs.add(new CorrectionJob(specs));
        jobs.add(new CheckJob(specs));
        specs.measures().ifPresent(measures -> jobs.add(new MeasureJob(specs, measures)));
        specs.marts().values().forEach(mart -> jobs.add(new MartJob(mart, specs.contract(mart.table()))));
        jobs.add(new GateJob(specs.gate().values()));
        specs.reports().values().forEach(report -> jobs.add(new ReportJob(report)));
        return new JobGraph(jobs);
    }

    private CompiledView view(String name) {
        return Objects.requireNonNull(views.byName().get(name)).compiled();
    }

    private TableDefinition core(String name) {
        return definition(new TableName("core", name));
    }

    private TableDefinition definition(TableName table) {
        return TableDefinition.of(specs.contract(table));
    }
}
