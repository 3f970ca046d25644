package org.charthouse.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.CurrentDate;
import org.apache.spark.sql.catalyst.expressions.CurrentTimestampLike;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LocalTimestamp;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.catalyst.optimizer.BooleanSimplification$;
import org.apache.spark.sql.catalyst.optimizer.ConstantFolding$;
import org.apache.spark.sql.catalyst.optimizer.OptimizeIn$;
import org.apache.spark.sql.catalyst.optimizer.ReplaceExpressions$;
import org.apache.spark.sql.catalyst.optimizer.SimplifyCasts$;
import org.apache.spark.sql.catalyst.optimizer.UnwrapCastInBinaryComparison$;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.spec.SqlText;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Spark SQL expressions over the columns of one row, resolved without starting Spark, to be computed row by row. */
public final class RowExpression {

    private static final List<Rule<LogicalPlan>> FOLDING = List.of(
            ReplaceExpressions$.MODULE$,
            ConstantFolding$.MODULE$,
            SimplifyCasts$.MODULE$,
            UnwrapCastInBinaryComparison$.MODULE$,
            BooleanSimplification$.MODULE$,
            OptimizeIn$.MODULE$);

    private RowExpression() {}

    /**
     * The expression, with columns as positions of the row; empty, with the problem noted, where it does not resolve or is
     * more than a function of one row.
     *
     * @param place where it stands
     * @param row the columns that it may name
     */
    public static Optional<Expression> of(Place place, String sql, StructType row, Problems problems) {
        return of(new SqlText(sql, place), row, RowFunctions.NONE, problems);
    }

    private static Optional<Expression> of(SqlText asked, StructType row, RowFunctions functions, Problems problems) {
        Place place = asked.place();
        try {
            Expression parsed = new CatalystSqlParser().parseExpression(asked.sql());
            LogicalPlan source = SqlCheck.empty(row);
            LogicalPlan plan = ReplaceExpressions$.MODULE$.apply(SqlCheck.analyzed(project(parsed, source), functions));
            if (plan instanceof Project project && project.child() instanceof LocalRelation relation) {
                Expression value = ((Alias) project.projectList().apply(0)).child();
                Expression bound = bound(value, JavaConverters.seqAsJavaList(relation.output()));
                if (bound.deterministic() && canBeComputed(bound)) {
                    return Optional.of(bound);
                }
            }
            problems.add(
                    "The expression is no function of one row",
                    place,
                    "it asks for other rows, the time of day, the user or chance, and so would differ from run to run",
                    "use columns and functions of them only");
        } catch (UnsupportedOperationException e) {
            SqlCheck.addUnknownFunction(asked, functions, e, problems);
        } catch (RowFunctions.Refused e) {
            problems.add(e.what(), place, e.reason(), e.cure());
        } catch (Exception e) {
            if (!(e instanceof AnalysisException analysis)) {
                throw e;
            }
            problems.add(SqlCheck.what(analysis), place, SqlCheck.reason(analysis), cure(analysis, row));
        }
        return Optional.empty();
    }

    /**
     * Many expressions over the same row, with what is constant in them worked out once; each as {@link #of} gives it.
     * Resolved together, they take a fraction of the time.
     *
     * @param functions that they may call beside those of Spark
     */
    public static List<Optional<Expression>> all(
            List<SqlText> asked, StructType row, RowFunctions functions, Problems problems) {
        return together(asked, row, functions)
                .<List<Optional<Expression>>>map(
                        found -> found.stream().map(Optional::of).toList())
                .orElseGet(() -> asked.stream()
                        .map(each -> of(each, row, functions, problems))
                        .toList());
    }

    /** Empty where anything is wrong with any of them, which is for {@link #of} to tell. */
    private static Optional<List<Expression>> together(List<SqlText> asked, StructType row, RowFunctions functions) {
        try {
            List<NamedExpression> values = new ArrayList<>();
            CatalystSqlParser parser = new CatalystSqlParser();
            asked.forEach(each -> values.add(named(parser.parseExpression(each.sql()))));
            LogicalPlan plan = SqlCheck.analyzed(new Project(seq(values), SqlCheck.empty(row)), functions);
            for (Rule<LogicalPlan> rule : FOLDING) {
                plan = rule.apply(plan);
            }
            if (!(plan instanceof Project project && project.child() instanceof LocalRelation relation)) {
                return Optional.empty();
            }
            List<Attribute> columns = JavaConverters.seqAsJavaList(relation.output());
            List<Expression> bound = JavaConverters.seqAsJavaList(project.projectList()).stream()
                    .map(value -> bound(((Alias) value).child(), columns))
                    .toList();
            boolean areSound = bound.stream().allMatch(each -> each.deterministic() && canBeComputed(each));
            return areSound ? Optional.of(bound) : Optional.empty();
        } catch (Exception e) { // Spark's rules throw undeclared ones
            return Optional.empty();
        }
    }

    private static NamedExpression named(Expression value) {
        Seq<String> none = seq(List.of());
        return new Alias(value, "value", NamedExpression.newExprId(), none, Option.<Metadata>empty(), none);
    }

    private static Project project(Expression parsed, LogicalPlan source) {
        return new Project(seq(List.of(named(parsed))), source);
    }

    /** Columns as positions; each is found by its number, so their names do not matter any more. */
    private static Expression bound(Expression value, List<Attribute> columns) {
        List<Object> ids =
                columns.stream().<Object>map(column -> column.exprId()).toList();
        return value.transformUp(new PlanRule<Expression>(Attribute.class, each -> {
            Attribute column = (Attribute) each;
            return new BoundReference(ids.indexOf(column.exprId()), column.dataType(), true);
        }));
    }

    private static boolean canBeComputed(Expression expression) {
        boolean asksAround = expression instanceof Unevaluable
                || expression instanceof CurrentDate
                || expression instanceof CurrentTimestampLike
                || expression instanceof LocalTimestamp;
        return !asksAround
                && JavaConverters.seqAsJavaList(expression.children()).stream().allMatch(RowExpression::canBeComputed);
    }

    private static String cure(AnalysisException e, StructType row) {
        String field = e.getMessageParameters().get("fieldName");
        String fields = e.getMessageParameters().get("fields");
        if (field != null && fields != null) {
            return NearestWord.cure(
                    field.replace("`", ""), List.of(fields.replace("`", "").split(", ")));
        }
        String name = e.getMessageParameters().get("objectName");
        return name == null
                ? "correct the expression; names with blanks or signs stand in backticks"
                : NearestWord.cure(name.replace("`", ""), List.of(row.fieldNames()));
    }

    private static <T> Seq<T> seq(List<T> items) {
        return JavaConverters.asScalaBuffer(items).toSeq();
    }
}
