package org.charthouse.fhir;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.Problem;
import org.charthouse.fhir.ViewDefinition.Select;
import org.charthouse.fhir.ViewDefinition.ViewColumn;

/**
 * Compiles a SQL on FHIR v2 ViewDefinition into Spark Columns: nothing runs on rows but Spark's own expressions.
 *
 * <p>A forEach becomes a transform of its array, a union a concatenation, and a whole view at most one explode. Keys
 * are bare ids: {@code getResourceKey()} is the resource's id and {@code getReferenceKey(Patient)} the id part of a
 * resolved reference to that type, so that the two join.
 */
public final class ViewCompiler {
    private final ViewDefinition view;
    private final PathCompiler paths;
    private final Surplus surplus;
    private final List<Problem> problems = new ArrayList<>();

    private ViewCompiler(ViewDefinition view, StructType resource, Surplus surplus) {
        Map<String, FhirPath.Literal> constants = new HashMap<>();
        view.constants()
                .forEach(constant ->
                        constants.put(constant.name(), new FhirPath.Literal(constant.value(), constant.type())));
        this.view = view;
        this.surplus = surplus;
        this.paths = new PathCompiler(Focus.resource(resource), constants);
    }

    /**
     * The view as Columns over rows of the type given.
     *
     * @param resource the row type of the view's resource, see {@link FhirSchema}
     * @throws org.charthouse.error.UserError with everything in the view that is wrong, unknown or unsupported at once
     */
    public static CompiledView compile(ViewDefinition view, StructType resource) {
        return compile(view, resource, Surplus.FIRST);
    }

    /** As {@link #compile(ViewDefinition, StructType)}, with a say in what happens to surplus values. */
    public static CompiledView compile(ViewDefinition view, StructType resource, Surplus surplus) {
        return new ViewCompiler(view, resource, surplus).view(Focus.resource(resource));
    }

    private CompiledView view(Focus resource) {
        ViewPart part = ViewPart.empty();
        for (Select select : view.select()) {
            part = part.and(select(select, resource, lit(0)));
        }
        Column where = lit(true);
        for (String path : view.where()) {
            where = where.and(
                    checked("where", lit(true), () -> Operations.truth(paths.compile(path, resource, lit(0)))));
        }
        refuseRepeated(part.outputs());
        if (!problems.isEmpty()) {
            throw FhirErrors.configuration(problems);
        }
        StructType columns = DataTypes.createStructType(part.outputs());
        List<Column> rows =
                part.hasOneRow() ? List.of() : List.of(new ViewPart(part.outputs(), Map.of(), part.lists()).rows());
        return new CompiledView(columns, where, part.scalars(), rows);
    }

    private ViewPart select(Select select, Focus focus, Column rowIndex) {
        String path = select.forEach() != null ? select.forEach() : select.forEachOrNull();
        if (path == null) {
            return body(select, focus, rowIndex);
        }
        return checked("forEach " + path, ViewPart.empty(), () -> each(select, paths.compile(path, focus, rowIndex)));
    }

    private ViewPart each(Select select, Focus items) {
        Column array = items.items();
        if (select.forEachOrNull() != null) {
            array = when(size(array).gt(0), array).otherwise(array(lit(null).cast(items.type())));
        }
        ViewPart[] part = {ViewPart.empty()};
        Column rows = transform(array, (item, position) -> {
            part[0] = body(select, items.item(item), position);
            return part[0].rowOrRows();
        });
        ViewPart body = part[0];
        return ViewPart.list(body.hasOneRow() ? rows : Focus.flat(rows), body.outputs());
    }

    private ViewPart body(Select select, Focus focus, Column rowIndex) {
        ViewPart part = ViewPart.empty();
        for (ViewColumn column : select.columns()) {
            part = part.and(
                    checked("column " + column.name(), ViewPart.empty(), () -> column(column, focus, rowIndex)));
        }
        for (Select nested : select.select()) {
            part = part.and(select(nested, focus, rowIndex));
        }
        return select.unionAll().isEmpty() ? part : part.and(union(select.unionAll(), focus, rowIndex));
    }

    private ViewPart column(ViewColumn column, Focus focus, Column rowIndex) {
        Focus value = paths.compile(column.path(), focus, rowIndex);
        Column contents = value.value();
        if (value.type() instanceof StructType) {
            throw new IllegalArgumentException("the path ends at a complex element: add the child that is meant");
        }
        if (column.collection()) {
            DataType array = new ArrayType(value.type(), true);
            return ViewPart.scalar(DataTypes.createStructField(column.name(), array, true), value.items());
        }
        StructField output = DataTypes.createStructField(column.name(), value.type(), true);
        Column first = value.first().value();
        return ViewPart.scalar(output, value.many() && surplus == Surplus.FAILURE ? only(contents, first) : first);
    }

    private static Column only(Column contents, Column first) {
        Column failure = raise_error(lit("a column that is no collection found several values in a row"));
        return when(size(contents).gt(1), failure).otherwise(first);
    }

    private ViewPart union(List<Select> branches, Focus focus, Column rowIndex) {
        List<ViewPart> parts =
                branches.stream().map(branch -> select(branch, focus, rowIndex)).toList();
        List<StructField> outputs = parts.get(0).outputs();
        for (ViewPart part : parts) {
            if (problems.isEmpty() && !part.outputs().equals(outputs)) {
                problems.add(FhirErrors.unusable(
                        view.name(),
                        "unionAll",
                        "every branch must have the same columns in the same order with the same types"));
            }
        }
        if (!problems.isEmpty()) {
            return ViewPart.empty();
        }
        Column rows = Focus.flat(array(parts.stream().map(ViewPart::rows).toArray(Column[]::new)));
        return ViewPart.list(rows, outputs);
    }

    /** The result, or the substitute once the problem is noted: the author shall see all problems at once. */
    private <T> T checked(String place, T substitute, Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            problems.add(FhirErrors.unusable(view.name(), place, String.valueOf(e.getMessage())));
            return substitute;
        }
    }

    private void refuseRepeated(List<StructField> outputs) {
        Set<String> seen = new HashSet<>(Set.of(CompiledView.SOURCE));
        for (StructField output : outputs) {
            if (!seen.add(output.name())) {
                problems.add(FhirErrors.unusable(view.name(), "column " + output.name(), "the name is taken already"));
            }
        }
    }
}
