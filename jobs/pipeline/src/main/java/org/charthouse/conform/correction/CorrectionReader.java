package org.charthouse.conform.correction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.conform.correction.Correction.PlacedEdit;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.fhir.FhirSchema;
import org.charthouse.lake.RowExpression;
import org.charthouse.spec.CorrectionSpec;
import org.charthouse.spec.CorrectionSpec.Change;
import org.charthouse.spec.CorrectionSpec.Window;
import org.charthouse.spec.SqlText;

/** Makes a correction of what its file says, and notes all that does not fit the kept elements of the resource. */
final class CorrectionReader {

    /** Elements by which resources are found and their versions ordered, before they are corrected. */
    private static final List<String> FIXED = List.of("id", "meta", "contained");

    private final CorrectionSpec spec;
    private final StructType resource;
    private final Problems problems;

    CorrectionReader(CorrectionSpec spec, StructType resource, Problems problems) {
        this.spec = spec;
        this.resource = resource;
        this.problems = problems;
    }

    /** The correction; of no use where problems were noted. */
    Correction read() {
        List<PlacedEdit> edits = new ArrayList<>();
        spec.changes().forEach(change -> edits.addAll(edits(change)));
        return new Correction(
                spec, window(spec.window()), spec.where().flatMap(this::where).orElse(null), edits);
    }

    private Optional<Expression> where(SqlText where) {
        Optional<Expression> read = RowExpression.of(where.place(), where.sql(), resource, problems);
        if (read.filter(each -> !each.dataType().equals(DataTypes.BooleanType)).isPresent()) {
            problems.add(
                    "The condition is neither true nor false",
                    where.place(),
                    "it gives a value of type " + read.get().dataType().sql(),
                    "compare it with something");
        }
        return read;
    }

    private DayWindow window(Window window) {
        List<ElementPath> on = new ArrayList<>();
        for (String name : window.on()) {
            path(name, window.place()).ifPresent(path -> {
                if (path.isMany() || !FhirSchema.isDate(path.element())) {
                    misfit(name, "one date, dateTime or instant", window.place());
                }
                on.add(path);
            });
        }
        return new DayWindow(on, window);
    }

    private List<PlacedEdit> edits(Change change) {
        ChangeKind kind = ChangeKinds.byName().get(change.kind());
        if (kind == null) {
            if (!change.kind().isEmpty()) {
                problems.add(
                        "Unknown kind of change '" + change.kind() + "'",
                        change.place(),
                        "nothing of that name is known here",
                        NearestWord.cure(change.kind(), ChangeKinds.byName().keySet()));
            }
            return List.of();
        }
        Arguments with = new Arguments(change.with(), change.place(), problems);
        Function<DataType, Edit> edit = kind.change(with);
        with.end();
        return change.paths().stream()
                .flatMap(name -> places(name, kind, change.place()).stream())
                .map(path -> new PlacedEdit(path, edit.apply(path.type())))
                .toList();
    }

    private List<ElementPath> places(String name, ChangeKind kind, Place place) {
        if (FIXED.contains(name.replaceFirst("\\..*", ""))) {
            problems.add(
                    "'" + name + "' cannot be corrected",
                    place,
                    "resources are found, and their versions ordered, by what was sent",
                    "name an element of the content");
            return List.of();
        }
        Optional<ElementPath> path = path(name, place);
        List<String> below = path.map(each -> kind.places(each.element())).orElse(List.of());
        if (path.isPresent() && below.isEmpty()) {
            misfit(name, kind.element(), place);
        }
        return below.stream()
                .map(part -> ElementPath.of(resource, part.isEmpty() ? name : name + "." + part))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<ElementPath> path(String name, Place place) {
        Optional<ElementPath> path = ElementPath.of(resource, name);
        if (path.isEmpty()) {
            problems.add(
                    "Unknown element '" + name + "'",
                    place,
                    "schemas/fhir/" + spec.resource() + ".yaml keeps nothing of that name",
                    NearestWord.cure(name, ElementPath.near(resource, name)));
        }
        return path;
    }

    private void misfit(String name, String wanted, Place place) {
        problems.add(
                "'" + name + "' is not " + wanted,
                place,
                "the element has another type, or too little of it is kept",
                "name " + wanted + " of " + spec.resource());
    }
}
