package org.hubwarden.cli;

import java.io.IOException;
import java.util.Optional;
import org.hubwarden.checkup.Inspection;
import org.hubwarden.checkup.Weakness;
import org.hubwarden.reconcile.Assessment;

/** What {@code check --json} prints. */
final class InspectionJson {

    private InspectionJson() {}

    /** {@code assessment}: empty where we are not root. */
    static String of(Optional<Assessment> assessment, Inspection inspection, String file) {
        return Json.object(json -> {
            if (assessment.isPresent()) {
                PlanJson.writeAssessment(json, assessment.get(), file);
            }
            json.nested("hub", nested -> write(nested, inspection));
        });
    }

    private static void write(Json json, Inspection inspection) throws IOException {
        json.field("here", inspection.isHere());
        json.field("tljh", inspection.isTljh());
        json.field("accounts", inspection.accounts());
        json.field("servers", inspection.servers());
        json.objects("findings", inspection.findings(), InspectionJson::write);
        json.strings("unseen", inspection.unseen());
    }

    private static void write(Json json, Weakness weakness) throws IOException {
        json.field("id", weakness.id());
        json.field("rank", weakness.rank().word());
        json.field("sentence", weakness.sentence());
        json.strings("evidence", weakness.evidence());
        json.field("cure", weakness.cure());
    }
}
