package org.charthouse.synthetic.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RekeyingTest {

    private static final String ID = "0a1b2c3d-0000-4000-8000-000000000001";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aReferenceFollowsItsTarget() {
        String patient = Rekeying.rekeyed("{\"id\":\"" + ID + "\"}", 3, false);
        String visit = Rekeying.rekeyed("{\"reference\":\"Patient/" + ID + "\",\"code\":\"0a1b2c3d\"}", 3, false);
        String id = patient.substring(7, 43);
        assertThat(id).isNotEqualTo(ID).endsWith(ID.substring(8));
        assertThat(visit).isEqualTo("{\"reference\":\"Patient/" + id + "\",\"code\":\"0a1b2c3d\"}");
    }

    @Test
    void aCopyIsAnotherPersonAndAnotherPractitioner() {
        String text = "{\"family\": \"Ferry\",\"value\":\"999-12-3456\",\"npi\":\"9999912345\"}";
        assertThat(Rekeying.rekeyed(text, 2, true))
                .isEqualTo("{\"family\": \"Ferryc\",\"value\":\"999-13-9294\",\"npi\":\"9123450002\"}");
        assertThat(Rekeying.rekeyed(text, 2, false)).contains("Ferry\"", "999-12-3456");
    }

    @Test
    void theFirstCopyIsTheFileItself() throws IOException {
        Path file = Files.writeString(folder.resolve("Patient.ndjson"), "{\"id\":\"" + ID + "\"}\n");
        Rekeying.write(file, folder, 2);
        assertThat(folder.resolve("Patient.000.ndjson")).hasSameTextualContentAs(file);
        assertThat(folder.resolve("Patient.001.ndjson")).content().doesNotContain(ID);
    }
}
