package org.charthouse.app;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.fhir.CompiledView;
import org.charthouse.fhir.ElementTree;
import org.charthouse.fhir.FhirJson;
import org.charthouse.fhir.NestingDepth;
import org.charthouse.fhir.Surplus;
import org.charthouse.fhir.ViewCompiler;
import org.charthouse.fhir.ViewDefinition;
import org.charthouse.fhir.ViewElements;

/** One ViewDefinition over files of resources, without a lake. */
public final class ViewRun {
    private static final String TEXT = "value";

    private final ViewDefinition definition;
    private final ViewElements elements;
    private final Path data;
    private final Path out;

    private ViewRun(ViewDefinition definition, Path data, Path out) {
        this.definition = definition;
        this.elements = ViewElements.of(definition);
        this.data = data;
        this.out = out;
        // What is wrong with the view is told before Spark starts.
        compiled(elements.tree(1));
    }

    /**
     * A view and the files that it shall read; Spark is not started.
     *
     * @param view the file of the view
     * @param data a file, or a folder of files
     * @param out the file to write; its ending says what
     * @param force whether it may be written over
     * @throws UserError with all that is wrong with the view, or if the file may not be written
     */
    public static ViewRun of(Path view, Path data, Path out, boolean force) throws IOException {
        ViewOutput.check(out);
        ClosedFile.check(out, force);
        return new ViewRun(ViewDefinition.parse(Files.readString(view)), data, out);
    }

    private CompiledView compiled(ElementTree tree) {
        return ViewCompiler.compile(definition, tree.schema(), Surplus.FAILURE);
    }

    /**
     * Writes the rows.
     *
     * @return how many resources of the view's type were read
     * @throws UserError if a line is no resource, or a column that is no collection finds several values
     */
    public long write(SparkSession session) throws IOException {
        ViewFiles files = new ViewFiles(data);
        Dataset<Row> texts = files.resources(session).toDF(TEXT);
        Row seen = texts.agg(
                        count(when(type().isNull(), lit(1))),
                        count(when(type().equalTo(definition.resource()), lit(1))),
                        max(NestingDepth.column(col(TEXT), elements.repeated())))
                .head();
        if (seen.getLong(0) > 0) {
            throw new UserError(ExitCode.INPUT, told(files.unreadable()));
        }
        ElementTree tree = elements.tree(seen.isNullAt(2) ? 1 : seen.getInt(2));
        CompiledView view = compiled(tree);
        Dataset<Row> rows = view.apply(texts.filter(type().equalTo(definition.resource()))
                .select(FhirJson.parse(col(TEXT), tree).as("row"))
                .select("row.*"));
        try {
            new ViewOutput(view).write(rows, out);
        } catch (Exception e) {
            if (ViewSuite.isSurplus(e)) {
                throw new UserError(ExitCode.INPUT, surplus());
            }
            throw e;
        }
        return seen.getLong(1);
    }

    private static Column type() {
        return FhirJson.resourceType(col(TEXT));
    }

    private List<Problem> told(List<Problem> problems) {
        return problems.isEmpty()
                ? List.of(new Problem(
                        "Some lines are no FHIR resources",
                        Place.of(data.toString()),
                        "they are no JSON objects with a resourceType",
                        "look for lines that are cut, or not in UTF-8"))
                : problems;
    }

    private Problem surplus() {
        return new Problem(
                "The view does not fit the data",
                Place.of("view " + definition.name()),
                CompiledView.SURPLUS,
                "set 'collection' to true, take first(), or put forEach around it");
    }
}
