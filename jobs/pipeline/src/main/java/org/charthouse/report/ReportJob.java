package org.charthouse.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.lake.Definitions;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.report.Page.Part;
import org.charthouse.spec.ReportSpec;
import org.charthouse.spec.ReportSpec.SectionSpec;
import org.charthouse.spec.TableName;

/**
 * Writes one report: {@code <report>.html} and a CSV file per section. A page says by a stamp which versions,
 * definition and date it was made of; the job leaves it alone while the stamp is right, and makes it again when the
 * page or a CSV file is gone.
 */
public final class ReportJob implements Job {

    private final ReportSpec report;

    public ReportJob(ReportSpec report) {
        this.report = report;
    }

    @Override
    public String name() {
        return "report." + report.report();
    }

    @Override
    public Stage stage() {
        return Stage.REPORT;
    }

    @Override
    public Set<TableName> inputs() {
        return new TreeSet<>(report.inputs());
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of();
    }

    @Override
    public String definition() {
        return report + PageTemplate.definition();
    }

    @Override
    public boolean usesAsOf() {
        return true;
    }

    @Override
    public boolean looksOutside() {
        return true;
    }

    /** Its page names versions: after a rollback or in a restored house there is none that names these. */
    @Override
    public Optional<String> awaits(JobContext context) {
        return folder(context).holds(stamp(context), csvNames())
                ? Optional.empty()
                : Optional.of("its page is gone or of another state");
    }

    private ReportFolder folder(JobContext context) {
        return new ReportFolder(context.home().reports(), report.report());
    }

    private static String stamp(JobContext context) {
        return Definitions.hash(context.pinned() + " " + context.definition() + " " + context.asOf());
    }

    @Override
    public JobReport run(JobContext context) {
        ReportFolder folder = folder(context);
        String stamp = stamp(context);
        if (folder.holds(stamp, csvNames())) {
            return JobReport.loaded(0);
        }
        Fonts.require();
        DeclaredSql sql = context.sql();
        PageMaker maker = new PageMaker(report.report());
        List<Part> parts = new ArrayList<>();
        long rows = 0;
        for (int i = 0; i < report.sections().size(); i++) {
            SectionSpec section = report.sections().get(i);
            Answer answer = Answer.of(sql.query(section.query()));
            folder.writeCsv(csvNames().get(i), answer);
            parts.add(maker.part(i + 1, section, answer));
            rows += answer.rows().size();
        }
        folder.keepOnly(csvNames());
        folder.writePage(PageTemplate.html(page(context, stamp, parts)));
        return new JobReport(0, rows, 0, 0, "wrote " + folder.page().getFileName());
    }

    private Page page(JobContext context, String stamp, List<Part> parts) {
        List<String> sources = new ArrayList<>();
        context.pinned()
                .forEach((table, version) ->
                        sources.add(table + (context.has(table) ? " (version " + version + ")" : " (not there yet)")));
        return new Page(
                report.title(),
                report.subtitle(),
                context.asOf().toString(),
                stamp,
                List.copyOf(sources),
                List.copyOf(parts));
    }

    private List<String> csvNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < report.sections().size(); i++) {
            names.add(PageMaker.csvName(i + 1, report.sections().get(i)));
        }
        return List.copyOf(names);
    }
}
