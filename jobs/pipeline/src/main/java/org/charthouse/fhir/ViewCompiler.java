package org.charthouse.fhir;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
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
 * Compiles a SQL on FHIR v2 ViewDefinition into Spark Columns.
 *
 * <p>A forEach becomes a transform of its array, a union a concatenation, a repeat a list of nodes, and a whole view at
 * most one explode. Keys are bare ids: {@code getResourceKey()} is the resource's id and {@code
 * getReferenceKey(Patient)} the id part of a resolved reference to that type, so that the two join.
 */
public final class ViewCompiler {
    private final ViewDefinition view;
    private final PathCompiler paths;
    private final Surplus surplus;
    private final Map<String, FhirType> types = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private ViewCompiler(ViewDefinition view, Focus resource, Surplus surplus) {
        Map<String, FhirPath.Literal> constants = new HashMap<>();
        view.constants()
                .forEach(constant ->
                        constants.put(constant.name(), new FhirPath.Literal(constant.value(), constant.type())));
        this.view = view;
        this.surplus = surplus;
        this.paths = new PathCompiler(resource, constants, surplus);
    }

    /**
     * The view as Columns over rows of the type given.
     *
     * @param resource the row type of the view's resource, see {@link FhirSchema} and {@link ViewElements}
     * @throws org.charthouse.error.UserError with everything in the view that is wrong, unknown or unsupported at once
     */
    public static CompiledView compile(ViewDefinition view, StructType resource) {
        return compile(view, resource, Surplus.FIRST);
    }

    /** As {@link #compile(ViewDefinition, StructType)}, with a say in what happens to surplus values. */
    public static CompiledView compile(ViewDefinition view, StructType resource, Surplus surplus) {
        Focus focus = Focus.resource(resource, FhirType.resource(view.resource()));
        return new ViewCompiler(view, focus, surplus).view(focus);
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
        return new CompiledView(part, types, where);
    }

    private ViewPart select(Select select, Focus focus, Column rowIndex) {
        if (!select.repeat().isEmpty()) {
            return checked("repeat", ViewPart.empty(), () -> {
                Focus nodes = new Repetition(select.repeat(), (path, from) -> paths.compile(path, from, rowIndex))
                        .nodes(focus);
                return each(select, nodes);
            });
        }
        String path = select.each();
        return path == null
                ? body(select, focus, rowIndex)
                : checked(
                        "forEach " + path, ViewPart.empty(), () -> each(select, paths.compile(path, focus, rowIndex)));
    }

    private ViewPart each(Select select, Focus items) {
        Column array = items.items();
        ViewPart[] part = {ViewPart.empty()};
        Column bodies = transform(array, (item, position) -> {
            part[0] = body(select, items.item(item), position);
            return part[0].rowOrRows();
        });
        ViewPart body = part[0];
        Column rows = body.hasOneRow() ? bodies : Focus.flat(bodies);
        if (select.forEachOrNull() != null && problems.isEmpty()) {
            rows = when(size(array).gt(0), rows).otherwise(array(blank(select, items, body.outputs())));
        }
        return ViewPart.list(rows, body.outputs());
    }

    /** The row of an empty forEachOrNull: all null but for what tells the row's index, which is 0. */
    private Column blank(Select select, Focus items, List<StructField> outputs) {
        Map<String, ViewColumn> columns = new HashMap<>();
        select.allColumns().forEach(column -> columns.put(column.name(), column));
        return struct(outputs.stream()
                .map(output -> {
                    ViewColumn column = columns.get(output.name());
                    Column value = column != null && FhirPathNames.isRowIndex(FhirPathParser.parse(column.path()))
                            ? value(column, items.absent(), lit(0)).value()
                            : lit(null).cast(output.dataType());
                    return value.as(output.name());
                })
                .toArray(Column[]::new));
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
        Focus value = value(column, focus, rowIndex);
        types.put(column.name(), value.fhir());
        DataType type = column.collection() ? new ArrayType(value.type(), true) : value.type();
        return ViewPart.scalar(DataTypes.createStructField(column.name(), type, true), value.value());
    }

    /** The value of a column as it comes out: one, or an array of all. */
    private Focus value(ViewColumn column, Focus focus, Column rowIndex) {
        Focus value = paths.compile(column.path(), focus, rowIndex);
        Column contents = value.value();
        ColumnTypes.check(column, value);
        if (column.collection()) {
            return value.with(value.items());
        }
        Column first = value.first().value();
        boolean mayFail = value.many() && surplus == Surplus.FAILURE;
        return value.with(
                mayFail ? when(size(contents).gt(1), Operations.crowded()).otherwise(first) : first);
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
