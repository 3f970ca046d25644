package org.charthouse.lake;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.analysis.CTESubstitution;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.types.DataTypes;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Spark SQL in which {@code zone.table} means a table that was declared, in the version that was pinned, and nothing
 * else. What is not declared does not resolve: lineage is what the query really read.
 */
public final class DeclaredSql {

    private final SparkSession session;
    private final Map<String, Dataset<Row>> tables = new TreeMap<>();
    private @Nullable LocalDate asOf;

    public DeclaredSql(SparkSession session) {
        this.session = session;
    }

    /** Lets queries read these rows under {@code zone.table}. */
    public DeclaredSql with(String dotted, Dataset<Row> rows) {
        tables.put(dotted, rows);
        return this;
    }

    /** Sets what {@code :as_of} stands for. */
    public DeclaredSql asOf(LocalDate date) {
        this.asOf = date;
        return this;
    }

    /**
     * The tables that a query reads, sorted.
     *
     * @param known those that it may read
     * @throws UserError if it is a command instead of a query, or reads what is not known; nothing has run then
     */
    public static SortedSet<String> tablesOf(String sql, Collection<String> known) {
        SortedSet<String> read = new TreeSet<>();
        LogicalPlan parsed = CTESubstitution.apply(new CatalystSqlParser().parsePlan(sql));
        parsed.transformUpWithSubqueries(new PlanRule<LogicalPlan>(LogicalPlan.class, plan -> {
            if (plan instanceof Command || plan instanceof ParsedStatement || plan instanceof ScriptTransformation) {
                throw notAQuery();
            }
            if (plan instanceof UnresolvedRelation relation) {
                read.add(name(relation));
            }
            return plan;
        }));
        for (String name : read) {
            if (!known.contains(name)) {
                throw new UserError(
                        ExitCode.USAGE,
                        new Problem(
                                "Unknown table '" + name + "'",
                                null,
                                "no table of that name is published",
                                NearestWord.cure(name, known)));
            }
        }
        return read;
    }

    /** What is said of anything that is no query. */
    public static UserError notAQuery() {
        return new UserError(
                ExitCode.USAGE,
                new Problem(
                        "Only queries are answered",
                        null,
                        "what is published is changed by runs alone, and settings are not for queries to change",
                        "begin with SELECT, WITH, FROM or VALUES; SHOW TABLES and DESCRIBE zone.table tell what can be asked"));
    }

    private static String name(UnresolvedRelation relation) {
        return String.join(".", JavaConverters.seqAsJavaList(relation.multipartIdentifier()));
    }

    /** The rows of a query. */
    public Dataset<Row> query(String sql) {
        Map<String, LogicalPlan> plans = tables.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().queryExecution().analyzed()));
        return Dataset.ofRows(session, bind(sql, plans, asOf));
    }

    /** The parsed query with the declared tables, and the date, put in their places. */
    static LogicalPlan bind(String sql, Map<String, LogicalPlan> tables, @Nullable LocalDate asOf) {
        LogicalPlan parsed = CTESubstitution.apply(new CatalystSqlParser().parsePlan(sql));
        LogicalPlan bound =
                parsed.transformUpWithSubqueries(new PlanRule<LogicalPlan>(UnresolvedRelation.class, plan -> {
                    String name = name((UnresolvedRelation) plan);
                    LogicalPlan table = tables.get(name);
                    return table == null ? plan : named(name, table);
                }));
        if (asOf == null) {
            return bound;
        }
        Expression date = Literal.create((int) asOf.toEpochDay(), DataTypes.DateType);
        return bound.transformAllExpressionsWithSubqueries(new PlanRule<Expression>(
                NamedParameter.class, each -> ((NamedParameter) each).name().equals("as_of") ? date : each));
    }

    private static LogicalPlan named(String dotted, LogicalPlan table) {
        int dot = dotted.indexOf('.');
        AliasIdentifier alias = new AliasIdentifier(
                dotted.substring(dot + 1),
                JavaConverters.asScalaBuffer(List.of(dotted.substring(0, Math.max(dot, 0))))
                        .toSeq());
        return new SubqueryAlias(alias, table);
    }
}
