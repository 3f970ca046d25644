package org.charthouse.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.charthouse.conform.ConformJob;
import org.charthouse.conform.SharedIdentifiers;
import org.charthouse.conform.VersionsJob;
import org.charthouse.dq.CheckJob;
import org.charthouse.dq.CorrectionJob;
import org.charthouse.dq.GateJob;
import org.charthouse.dq.Reliance;
import org.charthouse.dq.WorkItemJob;
import org.charthouse.feed.DeliveredKinds;
import org.charthouse.fhir.CompiledView;
import org.charthouse.flatten.CodeTableJob;
import org.charthouse.flatten.DirectRows;
import org.charthouse.flatten.FlattenJob;
import org.charthouse.flatten.ReferenceTableJob;
import org.charthouse.identity.DecisionJob;
import org.charthouse.identity.IdentityJob;
import org.charthouse.identity.KnownBy;
import org.charthouse.ingest.IngestJob;
import org.charthouse.lake.TableDefinition;
import org.charthouse.mart.MartJob;
import org.charthouse.measure.MeasureJob;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobGraph;
import org.charthouse.pipeline.Stage;
import org.charthouse.report.ReportJob;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;
import org.charthouse.terminology.Terminology;
import org.charthouse.terminology.code.CodeLists;

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
        Views.View known = views.known().orElseThrow();
        specs.elements().values().forEach(elements -> {
            ConformJob conform = new ConformJob(specs, elements, identifiers, delivered);
            jobs.add(conform);
            if (elements.resource().equals("Patient")) {
                jobs.add(new VersionsJob(
                        TableName.of("identity.patient_version"),
                        conform,
                        known.compiled(),
                        known.text(),
                        "patient_id"));
            }
        });
        jobs.add(new DecisionJob());
        jobs.add(new IdentityJob(specs, new KnownBy(known.compiled(), known.text()), view("patient"), core("patient")));
        specs.references().forEach((table, file) -> jobs.add(new ReferenceTableJob(definition(table), file)));
        Terminology terminology = Terminology.read(specs.terminology());
        jobs.add(new CodeTableJob(new CodeLists(specs.codes(), terminology.codes()), core("code")));
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
        specs.measures().ifPresent(measures -> jobs.add(new MeasureJob(specs, measures)));
        specs.marts().values().forEach(mart -> jobs.add(new MartJob(mart, specs.contract(mart.table()))));
        jobs.add(new WorkItemJob());
        jobs.add(new CheckJob(specs, reliance(jobs)));
        jobs.add(new GateJob(specs.gate().values()));
        specs.reports().values().forEach(report -> jobs.add(new ReportJob(report)));
        return new JobGraph(jobs);
    }

    /** What marts are made from; those of measures also from the tables of the resources that measures read. */
    private Reliance reliance(List<Job> jobs) {
        Map<TableName, Set<TableName>> reads = new TreeMap<>();
        jobs.stream().filter(job -> job.stage() == Stage.BUILD).forEach(mart -> {
            Set<TableName> inputs = new TreeSet<>(mart.inputs());
            jobs.stream()
                    .filter(job -> job.stage() == Stage.MEASURE)
                    .filter(job -> job.outputs().stream().anyMatch(mart.inputs()::contains))
                    .forEach(job -> inputs.addAll(tablesOf(job.inputs())));
            mart.outputs().forEach(output -> reads.put(output, inputs));
        });
        return new Reliance(reads);
    }

    /** The core tables that are made of resources. */
    private Set<TableName> tablesOf(Set<TableName> resources) {
        Set<TableName> tables = new TreeSet<>();
        views.byName().forEach((name, view) -> {
            if (resources.contains(TableName.ofResource(view.resource()))) {
                tables.add(new TableName("core", name));
            }
        });
        return tables;
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
