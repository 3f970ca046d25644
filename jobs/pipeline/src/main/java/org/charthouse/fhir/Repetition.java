package org.charthouse.fhir;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.transform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that {@code repeat} finds, in the order of the standard: each node before what its paths lead to. Paths are
 * unrolled as deep as the row type has the elements; nodes of all depths take the form of the uppermost, which has
 * all the elements of the others. Used once.
 */
final class Repetition {
    private final List<String> paths;
    private final BiFunction<String, Focus, Focus> compiler;
    private final Set<String> led = new HashSet<>();
    private @Nullable Focus uppermost;

    /** @param compiler a path and what it starts from to what it finds */
    Repetition(List<String> paths, BiFunction<String, Focus, Focus> compiler) {
        this.paths = paths;
        this.compiler = compiler;
    }

    Focus nodes(Focus start) {
        List<Column> found = below(start);
        Focus node = uppermost;
        for (String path : paths) {
            if (!led.contains(path)) {
                // The compiler says what is wrong with it.
                Focus lost = compiler.apply(path, node == null ? start : node);
                throw new IllegalArgumentException("the path '" + path + "' of repeat leads nowhere ("
                        + lost.fhir().name() + ")");
            }
        }
        if (node == null) {
            throw new IllegalArgumentException("repeat has no path");
        }
        return new Focus(Focus.flat(array(found.toArray(Column[]::new))), node.type(), true, node.fhir(), "");
    }

    private List<Column> below(Focus start) {
        List<Focus> children = new ArrayList<>();
        for (String path : paths) {
            Focus child = child(path, start);
            if (child != null) {
                children.add(child);
            }
        }
        return children.stream().map(this::each).toList();
    }

    /** What a path finds here; null where the row type ends, or the element is none of this type's. */
    private @Nullable Focus child(String path, Focus start) {
        Focus found;
        try {
            found = compiler.apply(path, start);
        } catch (Focus.Unknown e) {
            return null;
        }
        if (!(found.type() instanceof StructType) || !found.choice().isEmpty()) {
            throw new IllegalArgumentException("the path '" + path + "' of repeat must lead to complex elements");
        }
        led.add(path);
        if (uppermost == null) {
            uppermost = found.item(found.value());
        } else if (!uppermost.fhir().equals(found.fhir())) {
            throw new IllegalArgumentException("the paths of repeat lead to elements of different types");
        }
        return found;
    }

    private Column each(Focus items) {
        return Focus.flat(transform(items.items(), column -> {
            Focus item = items.item(column);
            List<Column> lists = new ArrayList<>();
            lists.add(array(fitted(item)));
            lists.addAll(below(item));
            return Focus.flat(array(lists.toArray(Column[]::new)));
        }));
    }

    private Column fitted(Focus item) {
        if (uppermost == null) {
            throw new IllegalStateException("a node was met before the first");
        }
        return StructFit.fit(item.value(), (StructType) item.type(), (StructType) uppermost.type());
    }
}
