package org.charthouse.identity.match;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.codec.language.Soundex;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.lake.RowFunctions;
import org.charthouse.lake.StaticCall;
import org.jspecify.annotations.Nullable;

/**
 * Functions of Spark SQL over fields of records. A field is a list of values: all that the record ever had. Of two lists, the
 * values that are most alike count. A null, and an empty list, gives null.
 *
 * <pre>
 * same(a, b)           whether a value is in both
 * jaro_winkler(a, b)   the similarity of Jaro and Winkler, 0 to 1
 * edits(a, b)          letters to put in, take out, replace or swap with their neighbour; above 9 it is 10
 * words(a, b)          the share of the words of the shorter text that the other has, 0 to 1
 * slip(a, b)           whether a value becomes one of the other by one letter left out or two neighbours swapped
 * nickname(a, b)       whether one person may bear both names
 * begins(a, b)         whether a value is the beginning of one of the other
 * years(a, b)          how many years lie between dates at least
 * both(a, b)           a value of each, in the order of the alphabet
 * parts(a)             each word of the values, and the values without blanks
 * sound(a)             the codes of Soundex of the values
 * head(a, n), tail(a, n)   the first and the last n letters of values that have as many
 * </pre>
 */
public final class PairFunctions {

    private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType);
    private static final int MOST_EDITS = 9;
    private static final int YEAR_DIGITS = 4;

    private record Signature(DataType result, List<DataType> takes) {}

    private static final Map<String, Signature> ALL = Map.ofEntries(
            entry("same", new Signature(DataTypes.BooleanType, List.of(TEXTS, TEXTS))),
            entry("jaro_winkler", new Signature(DataTypes.DoubleType, List.of(TEXTS, TEXTS))),
            entry("edits", new Signature(DataTypes.IntegerType, List.of(TEXTS, TEXTS))),
            entry("words", new Signature(DataTypes.DoubleType, List.of(TEXTS, TEXTS))),
            entry("slip", new Signature(DataTypes.BooleanType, List.of(TEXTS, TEXTS))),
            entry("nickname", new Signature(DataTypes.BooleanType, List.of(TEXTS, TEXTS))),
            entry("begins", new Signature(DataTypes.BooleanType, List.of(TEXTS, TEXTS))),
            entry("both", new Signature(TEXTS, List.of(TEXTS, TEXTS))),
            entry("years", new Signature(DataTypes.IntegerType, List.of(TEXTS, TEXTS))),
            entry("parts", new Signature(TEXTS, List.of(TEXTS))),
            entry("sound", new Signature(TEXTS, List.of(TEXTS))),
            entry("head", new Signature(TEXTS, List.of(TEXTS, DataTypes.IntegerType))),
            entry("tail", new Signature(TEXTS, List.of(TEXTS, DataTypes.IntegerType))));

    private static final Map<String, String> METHODS = Map.of("jaro_winkler", "jaroWinkler");

    private PairFunctions() {}

    /** All of them. */
    static RowFunctions all(Words words) {
        Map<String, RowFunctions.Function> functions = new HashMap<>();
        ALL.forEach((name, signature) -> functions.put(name, given -> call(name, signature, given, words)));
        return new RowFunctions(functions);
    }

    private static Expression call(String name, Signature signature, List<Expression> given, Words words) {
        if (given.size() != signature.takes().size()) {
            throw new RowFunctions.Refused(
                    "Wrong number of arguments",
                    "'" + name + "' takes " + signature.takes().size() + ", here are " + given.size(),
                    "write " + name
                            + signature.takes().stream()
                                    .map(type -> type.equals(TEXTS) ? "field" : "number")
                                    .collect(Collectors.joining(", ", "(", ")")));
        }
        List<StaticCall.Value> values = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            values.add(new StaticCall.Value(given.get(i), signature.takes().get(i)));
        }
        return StaticCall.expression(
                PairFunctions.class, METHODS.getOrDefault(name, name), signature.result(), values, words);
    }

    /** For generated code. */
    public static Boolean same(ArrayData some, ArrayData others, Words words) {
        for (int i = 0; i < some.numElements(); i++) {
            UTF8String value = some.getUTF8String(i);
            for (int j = 0; j < others.numElements(); j++) {
                if (value.equals(others.getUTF8String(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** For generated code: {@link Similarity#jaroWinkler} of the values most alike. */
    public static Double jaroWinkler(ArrayData some, ArrayData others, Words words) {
        double best = 0;
        for (int i = 0; i < some.numElements(); i++) {
            for (int j = 0; j < others.numElements(); j++) {
                best = Math.max(best, Similarity.jaroWinkler(text(some, i), text(others, j)));
            }
        }
        return best;
    }

    /** For generated code: {@link Similarity#edits} of the values most alike. */
    public static Integer edits(ArrayData some, ArrayData others, Words words) {
        int least = MOST_EDITS + 1;
        for (int i = 0; i < some.numElements(); i++) {
            for (int j = 0; j < others.numElements(); j++) {
                least = Math.min(least, Similarity.edits(text(some, i), text(others, j), Math.min(least, MOST_EDITS)));
            }
        }
        return least;
    }

    /** For generated code: {@link Similarity#words} of the values most alike. */
    public static Double words(ArrayData some, ArrayData others, Words words) {
        double best = 0;
        for (int i = 0; i < some.numElements(); i++) {
            for (int j = 0; j < others.numElements(); j++) {
                best = Math.max(best, Similarity.words(text(some, i), text(others, j)));
            }
        }
        return best;
    }

    /** For generated code: {@link Similarity#isSlip} of any. */
    public static Boolean slip(ArrayData some, ArrayData others, Words words) {
        return any(some, others, Similarity::isSlip);
    }

    /** For generated code: {@link Words#areNicknames} of any. */
    public static Boolean nickname(ArrayData some, ArrayData others, Words words) {
        return any(some, others, words::areNicknames);
    }

    /** For generated code. */
    public static Boolean begins(ArrayData some, ArrayData others, Words words) {
        return any(some, others, (one, other) -> one.startsWith(other) || other.startsWith(one));
    }

    /** For generated code: by their first four digits; null if none has four. */
    public static @Nullable Integer years(ArrayData some, ArrayData others, Words words) {
        OptionalInt least = OptionalInt.empty();
        for (int year : years(some)) {
            for (int other : years(others)) {
                int apart = Math.abs(year - other);
                least = OptionalInt.of(least.isPresent() ? Math.min(apart, least.getAsInt()) : apart);
            }
        }
        return least.isPresent() ? least.getAsInt() : null;
    }

    private static int[] years(ArrayData dates) {
        return IntStream.range(0, dates.numElements())
                .mapToObj(i -> text(dates, i))
                .filter(date -> date.length() >= YEAR_DIGITS)
                .mapToInt(date -> Integer.parseInt(date.substring(0, YEAR_DIGITS)))
                .toArray();
    }

    /** For generated code. */
    public static ArrayData both(ArrayData some, ArrayData others, Words words) {
        return of(
                some,
                one -> IntStream.range(0, others.numElements())
                        .mapToObj(i -> text(others, i))
                        .map(other -> one.compareTo(other) < 0 ? one + " " + other : other + " " + one));
    }

    private static boolean any(ArrayData some, ArrayData others, BiPredicate<String, String> test) {
        for (int i = 0; i < some.numElements(); i++) {
            for (int j = 0; j < others.numElements(); j++) {
                if (test.test(text(some, i), text(others, j))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** For generated code: words of one letter are no part. */
    public static ArrayData parts(ArrayData texts, Words words) {
        return of(
                texts,
                text -> Stream.concat(
                        Stream.of(text.replace(" ", "")),
                        Stream.of(text.split(" ")).filter(word -> word.length() > 1)));
    }

    /** For generated code: texts that Soundex does not know, of other scripts, are their own sound. */
    public static ArrayData sound(ArrayData texts, Words words) {
        return of(texts, text -> {
            String code = Similarity.isLatin(text) ? Soundex.US_ENGLISH.soundex(text) : text;
            return code.isEmpty() ? Stream.empty() : Stream.of(code);
        });
    }

    /** For generated code. */
    public static ArrayData head(ArrayData texts, int letters, Words words) {
        return of(texts, text -> text.length() < letters ? Stream.empty() : Stream.of(text.substring(0, letters)));
    }

    /** For generated code. */
    public static ArrayData tail(ArrayData texts, int letters, Words words) {
        return of(
                texts,
                text -> text.length() < letters ? Stream.empty() : Stream.of(text.substring(text.length() - letters)));
    }

    private static ArrayData of(ArrayData texts, Function<String, Stream<String>> change) {
        Object[] changed = IntStream.range(0, texts.numElements())
                .mapToObj(i -> text(texts, i))
                .flatMap(change)
                .distinct()
                .map(UTF8String::fromString)
                .toArray();
        return new GenericArrayData(changed);
    }

    private static String text(ArrayData texts, int at) {
        return texts.getUTF8String(at).toString();
    }
}
