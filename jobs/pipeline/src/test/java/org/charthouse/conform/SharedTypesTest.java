package org.charthouse.conform;

import static org.assertj.core.api.Assertions.assertThat;

import org.charthouse.SharedSpark;
import org.junit.jupiter.api.Test;

class SharedTypesTest {
    private static final SharedTypes TYPES =
            SharedTypes.of(SharedSpark.specs().elements().values());

    @Test
    void identifiersOfOrganisationsAndStaffAreSharedAndThoseOfPersonsAreNot() {
        assertThat(TYPES.targets().keySet())
                .containsExactly("Location", "Organization", "Practitioner", "PractitionerRole");
    }

    @Test
    void theyReferToOneAnotherWithoutCirclesAndAllOthersToAllOfThem() {
        assertThat(TYPES.targetsOf("Organization")).isEmpty();
        assertThat(TYPES.targetsOf("Location")).containsExactly("Organization");
        assertThat(TYPES.targetsOf("PractitionerRole")).containsExactly("Location", "Organization", "Practitioner");
        assertThat(TYPES.targetsOf("Encounter"))
                .containsExactly("Location", "Organization", "Practitioner", "PractitionerRole");
    }
}
