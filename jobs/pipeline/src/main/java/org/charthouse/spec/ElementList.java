package org.charthouse.spec;

import java.util.List;

/**
 * What is kept of one FHIR resource type, and how private it is. What is not listed is dropped and counted.
 *
 * @param resource the FHIR R4 resource type
 * @param elements element paths below the resource
 */
public record ElementList(String resource, List<Element> elements) {

    /** One element path, such as {@code name} or {@code value[x]}, with the privacy of all it holds. */
    public record Element(String path, PrivacyClass privacy) {}

    public List<String> paths() {
        return elements.stream().map(Element::path).toList();
    }

    static ElementList read(Section file) {
        ElementList list = new ElementList(
                file.text("resource"),
                file.list(
                        "elements",
                        each -> new Element(
                                each.text("path"), PrivacyClass.of(each.word("privacy", PrivacyClass.words())))));
        file.end();
        return list;
    }
}
