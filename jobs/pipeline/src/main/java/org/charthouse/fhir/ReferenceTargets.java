package org.charthouse.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildResourceDefinition;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** The resource types that an element may refer to. */
final class ReferenceTargets {
    private ReferenceTargets() {}

    /** Sorted; empty where the element may refer to any type. */
    static SortedSet<String> of(BaseRuntimeChildDefinition child) {
        SortedSet<String> targets = new TreeSet<>();
        for (Class<? extends IBase> type : types(child)) {
            if (type.getSimpleName().equals("IAnyResource")) {
                return new TreeSet<>();
            }
            if (IBaseResource.class.isAssignableFrom(type)) {
                targets.add(Objects.requireNonNull(
                        FhirContext.forR4Cached().getResourceType(type.asSubclass(IBaseResource.class))));
            }
        }
        return targets;
    }

    private static List<? extends Class<? extends IBase>> types(BaseRuntimeChildDefinition child) {
        if (child instanceof RuntimeChildResourceDefinition reference) {
            return List.copyOf(reference.getResourceTypes());
        }
        return child instanceof RuntimeChildChoiceDefinition choice ? choice.getChoices() : List.of();
    }
}
