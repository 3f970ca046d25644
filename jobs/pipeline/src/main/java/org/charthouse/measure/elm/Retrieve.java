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

    private final int number;
    private final Key key;
    private final @Nullable Predicate<Element> profile;
    private final @Nullable Evaluator codes;

    /**
     * What is retrieved. Retrieves of the same key find the same, whichever measure they stand in.
     *
     * @param template the profile that is asked for; empty where none is
     * @param codeSet the number of the set; -1 where codes are not restricted or are worked out
     */
    record Key(Index index, String template, int codeSet) {}

    /**
     * Resources of a type by the codes of an element.
     *
     * @param number its own in its program
     */
    record Index(int number, String type, String property) {

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
     * @param number of the key in its program
     * @param codes codes that are worked out; null where they are fixed or not restricted
     */
    Retrieve(int number, Key key, @Nullable Evaluator codes) {
        this.number = number;
        this.key = key;
        this.profile = Profiles.of(key.template());
        this.codes = codes;
    }

    @Override
    public List<Element> eval(Frame frame) {
        List<Element> found = frame.subject.retrieved(this);
        if (codes == null) {
            return found;
        }
        List<Code> wanted = Element.codes(codes.eval(frame));
        List<Element> kept = new ArrayList<>();
        for (Element resource : found) {
            if (isCoded(resource, wanted)) {
                kept.add(resource);
            }
        }
        return kept;
    }

    int number() {
        return number;
    }

    /** What is found before codes that are worked out; the same list each time, which nobody changes. */
    List<Element> find(Subject subject) {
        List<Element> found = key.codeSet() < 0
                ? subject.all(key.index().type())
                : subject.coded(key.index()).in(key.codeSet());
        if (profile == null) {
            return found;
        }
        List<Element> kept = new ArrayList<>(found.size());
        for (Element resource : found) {
            if (profile.test(resource)) {
                kept.add(resource);
            }
        }
        return kept;
    }

    private boolean isCoded(Element resource, List<Code> wanted) {
        for (Code code : key.index().codes(resource)) {
            for (Code one : wanted) {
                if (Equality.equivalent(code, one)) {
                    return true;
                }
            }
        }
        return false;
    }
}
