package org.hubwarden.plan;

import java.time.Instant;
import java.util.List;
import org.hubwarden.model.GroupName;

/**
 * Somebody else puts a fact wrong again whenever we put it right.
 *
 * @param since when it was first put right, as far as we remember
 * @param shown what logs of the machine show of it, in quotes; never more than a hint
 */
public record Fight(Instant since, List<String> shown) {

    public Fight {
        shown = List.copyOf(shown);
    }

    private String evidence() {
        return shown.isEmpty()
                ? "neither the journal nor the audit log shows by whom; "
                : "the logs show: " + String.join("; ", shown) + "; ";
    }

    /** What is said of a fact that is left. */
    String left(Fact fact) {
        return fact.text() + " was put right " + Fights.ENOUGH + " times since " + since
                + ", and somebody else changed it back each time; it is left as they have it"
                + (fact.kind() == Fact.Kind.MEMBERSHIP && fact.subject().equals(GroupName.ADMINS.value())
                        ? ", and whoever is not listed under admins stays denied sudo by name"
                        : "")
                + "; " + evidence()
                + "stop it there, or change the state file; systemctl reload hubwarden takes it up again";
    }

    /** What is said of a fact that is put right all the same. */
    String goesOn(Fact fact) {
        return fact.text() + " was put right again and again since " + since
                + ", each time after somebody else had changed it; " + evidence() + "stop it there";
    }
}
