package org.charthouse.measure.elm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.operator.Equality;
import org.charthouse.measure.value.Code;
import org.jspecify.annotations.Nullable;

/** The resources of a type, those with certain codes where it says so (ELM, 12.1 Retrieve). */
final class Retrieve implements Evaluator {

    private final Index index;
    private final Predicate<Element> profile;
    private final int codeSet;
    private final @Nullable Evaluator codes;

    /** Resources of a type by the codes of an element. */
    record Index(String type, String property) {

        /** The codes of a resource; the element may stand in another, {@code recommendation.vaccineCode}. */
        List<Code> codes(Element resource) {
            if (property.indexOf('.') < 0) {
                return Element.codes(resource.get(property));
            }
            Object value = resource;
            for (String step : property.split("\\.", -1)) {
                value = Properties.get(value, step);
            }
            return Element.codes(value);
        }
    }

    /**
     * A retrieve.
     *
     * @param codeSet the number of the set; -1 where codes are not restricted or are worked out
     * @param codes codes that are worked out; null where they are fixed or not restricted
     */
    Retrieve(Index index, Predicate<Element> profile, int codeSet, @Nullable Evaluator codes) {
        this.index = index;
        this.profile = profile;
        this.codeSet = codeSet;
        this.codes = codes;
    }

    @Override
    public List<Element> eval(Frame frame) {
        List<Element> found = codeSet < 0 ? frame.subject.all(index.type()) : frame.subject.coded(index, codeSet);
        List<Code> wanted = codes == null ? null : Element.codes(codes.eval(frame));
        List<Element> kept = new ArrayList<>(found.size());
        for (Element resource : found) {
            if (profile.test(resource) && (wanted == null || isCoded(resource, wanted))) {
                kept.add(resource);
            }
        }
        return kept;
    }

    private boolean isCoded(Element resource, List<Code> wanted) {
        for (Code code : index.codes(resource)) {
            for (Code one : wanted) {
                if (Equality.equivalent(code, one)) {
                    return true;
                }
            }
        }
        return false;
    }
}
