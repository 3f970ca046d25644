package org.charthouse.terminology.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.error.NearestWord;
import org.charthouse.lake.RowFunctions;
import org.charthouse.lake.StaticCall;
import org.charthouse.spec.CodeListSpec;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Functions of Spark SQL that ask lists of codes. The name of a list is a literal; a null among the others gives null.
 *
 * <pre>
 * list_has('icd10cm', code, on)               whether the list has it on that day; null where the list cannot tell
 * list_value('icd10cm', code, 'column', on)   what the list says of it on that day; null where it says nothing
 * list_says('icd10cm', code, 'column', 'value', on)   whether it says that, of several values perhaps
 * list_knows('icd10cm', code)                 whether the list has it in any edition
 * list_in_force('icd10cm', on)                whether there is an edition for that day
 * </pre>
 */
public final class CodeFunctions {

    private static final DataType TEXT = DataTypes.StringType;
    private static final DataType DAY = DataTypes.DateType;

    private final CodeLists lists;

    private CodeFunctions(CodeLists lists) {
        this.lists = lists;
    }

    /** The functions over some lists. */
    public static RowFunctions of(CodeLists lists) {
        CodeFunctions calls = new CodeFunctions(lists);
        return new RowFunctions(Map.of(
                "list_has",
                given -> calls.call("has", DataTypes.BooleanType, given, List.of(TEXT, DAY)),
                "list_value",
                given -> calls.call("value", TEXT, given, List.of(TEXT, TEXT, DAY)),
                "list_says",
                given -> calls.call("says", DataTypes.BooleanType, given, List.of(TEXT, TEXT, TEXT, DAY)),
                "list_knows",
                given -> calls.call("knows", DataTypes.BooleanType, given, List.of(TEXT)),
                "list_in_force",
                given -> calls.call("isInForce", DataTypes.BooleanType, given, List.of(DAY))));
    }

    private Expression call(String method, DataType result, List<Expression> given, List<DataType> types) {
        if (given.size() != types.size() + 1) {
            throw new RowFunctions.Refused(
                    "Wrong number of arguments",
                    "a function of code lists takes the list's name and " + types.size() + " more, here are "
                            + given.size(),
                    "write list_has('list', code, day), list_value('list', code, 'column', day), list_says('list', code, 'column', 'value', day), list_knows('list', code) or"
                            + " list_in_force('list', day)");
        }
        if (!(given.get(0) instanceof Literal literal) || !(literal.value() instanceof UTF8String name)) {
            throw new RowFunctions.Refused(
                    "The list is not named", "its name must stand there as it is", "write it in quotes: 'icd10cm'");
        }
        CodeList list = lists.list(name.toString())
                .orElseThrow(() -> new RowFunctions.Refused(
                        "Unknown code list '" + name + "'",
                        "no file of " + CodeListSpec.FOLDER + " describes it",
                        NearestWord.cure(name.toString(), lists.specs().keySet())));
        List<StaticCall.Value> values = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            values.add(new StaticCall.Value(given.get(i + 1), types.get(i)));
        }
        return StaticCall.expression(CodeFunctions.class, method, result, values, list);
    }

    /** The lists that an expression asks. */
    public static List<CodeList> listsOf(Expression expression) {
        List<CodeList> found = new ArrayList<>();
        if (expression instanceof Literal literal && literal.value() instanceof CodeList list) {
            found.add(list);
        }
        JavaConverters.seqAsJavaList(expression.children()).forEach(child -> found.addAll(listsOf(child)));
        return found;
    }

    /** For generated code: {@link CodeList#has}. */
    public static @Nullable Boolean has(UTF8String code, int day, CodeList list) {
        return list.has(code.toString(), day);
    }

    /** For generated code: {@link CodeList#value}. */
    public static @Nullable UTF8String value(UTF8String code, UTF8String column, int day, CodeList list) {
        String value = list.value(code.toString(), column.toString(), day);
        return value == null ? null : UTF8String.fromString(value);
    }

    /** For generated code: {@link CodeList#says}. */
    public static @Nullable Boolean says(UTF8String code, UTF8String column, UTF8String value, int day, CodeList list) {
        return list.says(code.toString(), column.toString(), value.toString(), day);
    }

    /** For generated code: {@link CodeList#knows}. */
    public static Boolean knows(UTF8String code, CodeList list) {
        return list.knows(code.toString());
    }

    /** For generated code: {@link CodeList#isInForce}. */
    public static Boolean isInForce(int day, CodeList list) {
        return list.isInForce(day);
    }
}
