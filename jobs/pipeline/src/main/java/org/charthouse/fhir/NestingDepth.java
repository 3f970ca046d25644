package org.charthouse.fhir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.lake.StaticCall;

/** How deep elements of certain names stand inside one another, by one pass over a resource's text. */
public final class NestingDepth implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TreeSet<String> names;

    private NestingDepth(Set<String> names) {
        this.names = new TreeSet<>(names);
    }

    /** The depth in a text column, 0 where there is no such element or no JSON. */
    public static Column column(Column text, Set<String> names) {
        return StaticCall.column(NestingDepth.class, "of", DataTypes.IntegerType, text, new NestingDepth(names));
    }

    /** The depth in one text. */
    public static int of(String text, Set<String> names) {
        return of(UTF8String.fromString(text), new NestingDepth(names));
    }

    /** Called by Spark's generated code, hence public. */
    public static int of(UTF8String text, NestingDepth sought) {
        try (JsonParser parser = FhirJson.FACTORY.createParser(text.getBytes())) {
            Deque<Boolean> open = new ArrayDeque<>();
            boolean counts = false;
            int depth = 0;
            int deepest = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    counts = sought.names.contains(parser.getCurrentName());
                } else if (token.isStructStart()) {
                    open.push(counts);
                    depth += counts ? 1 : 0;
                    deepest = Math.max(deepest, depth);
                    counts = false;
                } else if (token.isStructEnd()) {
                    depth -= open.pop() ? 1 : 0;
                }
            }
            return deepest;
        } catch (JsonProcessingException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes cannot fail to be read", e);
        }
    }

    /** Short, because Spark prints it in plans. */
    @Override
    public String toString() {
        return "depth of " + names;
    }
}
