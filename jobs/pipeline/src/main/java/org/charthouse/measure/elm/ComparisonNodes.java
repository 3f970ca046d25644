package org.charthouse.measure.elm;

import java.util.Map;
import org.charthouse.measure.elm.Compiler.Node;
import org.charthouse.measure.operator.Equality;
import org.charthouse.measure.operator.Logic;
import org.charthouse.measure.operator.Ordering;

/** Comparisons (ELM, 12 Comparison operators). */
final class ComparisonNodes {

    private ComparisonNodes() {}

    static void addTo(Map<String, Node> nodes) {
        nodes.put("Equal", Nodes.binary(Equality::equal));
        nodes.put("NotEqual", Nodes.binary((left, right) -> Logic.not(Equality.equal(left, right))));
        nodes.put("Equivalent", Nodes.binary(Equality::equivalent));
        nodes.put("Less", Nodes.binary(Ordering::less));
        nodes.put("LessOrEqual", Nodes.binary(Ordering::lessOrEqual));
        nodes.put("Greater", Nodes.binary(Ordering::greater));
        nodes.put("GreaterOrEqual", Nodes.binary(Ordering::greaterOrEqual));
    }
}
