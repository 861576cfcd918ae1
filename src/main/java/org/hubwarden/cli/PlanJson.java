package org.hubwarden.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.Statement;
import org.hubwarden.audit.Wording;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Ends;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.Hold;
import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.PassResult;
import org.hubwarden.reconcile.StateInForce;

/** Plans and passes for programs. The shapes are described in docs/json.md. */
final class PlanJson {

    private PlanJson() {}

    /** What {@code plan} and {@code check} print. */
    static String of(Assessment assessment, String file) {
        return Json.object(json -> writeAssessment(json, assessment, file));
    }

    /** What {@code apply} prints. */
    static String of(PassResult result, String file) {
        return Json.object(json -> {
            json.nested("state", nested -> writeState(nested, result.before().state(), file));
            json.strings("obstacles", result.before().obstacles());
            json.field("verdict", result.verdict().name().toLowerCase(Locale.ROOT));
            json.objects("outcomes", result.outcomes(), PlanJson::writeOutcome);
            json.strings("failures", result.failures());
            if (result.remaining().isPresent()) {
                json.objects("remaining", result.remaining().get().changes(), PlanJson::writeChange);
                json.objects("findings", result.remaining().get().findings(), PlanJson::writeFinding);
                writeHold(json, result.remaining().get());
            }
        });
    }

    /** What {@code retire} prints. */
    static String ofRetirement(List<Outcome> outcomes, Plan remaining) {
        return Json.object(json -> {
            json.objects("outcomes", outcomes, PlanJson::writeOutcome);
            json.objects("remaining", remaining.changes(), PlanJson::writeChange);
            json.objects("findings", remaining.findings(), PlanJson::writeFinding);
        });
    }

    /** What {@code start} and {@code stop} print. */
    static String of(Outcome outcome) {
        return Json.object(json -> writeOutcome(json, outcome));
    }

    static void writeAssessment(Json json, Assessment assessment, String file) throws IOException {
        json.nested("state", nested -> writeState(nested, assessment.state(), file));
        json.strings("obstacles", assessment.obstacles());
        if (assessment.plan().isPresent()) {
            Plan plan = assessment.plan().get();
            json.objects("changes", plan.changes(), PlanJson::writeChange);
            json.objects("findings", plan.findings(), PlanJson::writeFinding);
            writeHold(json, plan);
            json.nested("summary", nested -> writeSummary(nested, plan));
        }
        Optional<Ends.Next> next = NextEnds.of(assessment);
        if (next.isPresent()) {
            json.nested("next_ends", nested -> NextEnds.write(nested, next.get()));
        }
        if (assessment.observed().isPresent()) {
            json.strings("unproved", assessment.observed().get().memberships().unproved());
        }
    }

    private static void writeHold(Json json, Plan plan) throws IOException {
        if (plan.hold().isPresent()) {
            Hold hold = plan.hold().get();
            json.nested("hold", nested -> {
                nested.field("digest", hold.stakes().digest());
                nested.field("sentence", hold.sentence());
                nested.field("type", hold.command());
                nested.strings("stakes", hold.stakes().changes());
                nested.objects("waiting", hold.waiting(), PlanJson::writeChange);
            });
        }
    }

    static void writeState(Json json, StateInForce state, String file) throws IOException {
        json.field("file", file);
        json.field("current", state.isCurrent());
        json.field("sha256", state.sha256());
        Optional<DesiredState> desired = state.state();
        if (desired.isPresent()) {
            json.field("users", desired.get().users().size());
            json.field("admins", StateText.admins(desired.get()));
            json.field("groups", desired.get().groups().size());
        }
        json.strings("problems", state.trouble());
        json.strings("warnings", state.warnings());
    }

    static void writeChange(Json json, Change change) throws IOException {
        Statement statement = Wording.of(change);
        json.field("symbol", change.symbol().text());
        json.field("kind", statement.kind().id());
        json.field("subject", change.subject());
        json.field("account", statement.account());
        json.field("sentence", statement.toDo());
        json.field("reason", statement.reason());
    }

    static void writeFinding(Json json, Finding finding) throws IOException {
        json.field("kind", finding.kind().name().toLowerCase(Locale.ROOT));
        json.field("subject", finding.subject());
        json.field("sentence", finding.sentence());
    }

    private static void writeOutcome(Json json, Outcome outcome) throws IOException {
        writeChange(json, outcome.change());
        json.field("done", outcome instanceof Outcome.Done);
        if (outcome instanceof Outcome.Failed failed) {
            json.field("failure", failed.why());
        }
    }

    private static void writeSummary(Json json, Plan plan) throws IOException {
        Count count = Count.of(plan.changes());
        json.field("create", count.create());
        json.field("change", count.change());
        json.field("remove", count.remove());
        json.field("findings", plan.findings().size());
    }
}
