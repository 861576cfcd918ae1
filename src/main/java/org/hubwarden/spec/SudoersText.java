package org.hubwarden.spec;

import java.util.SortedSet;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.Naming;

/** The text of our two drop-ins for sudoers(5). */
public final class SudoersText {

    /** The drop-in that grants, below the root of the machine. */
    public static final String ADMIN_RULE_PATH = "/etc/sudoers.d/jupyterhub-admins";

    /** The drop-in that denies. Its name sorts right after the other's: sudo obeys the last rule that matches. */
    public static final String DENY_LIST_PATH = "/etc/sudoers.d/jupyterhub-admins-denied";

    /**
     * What both begin with. A comment: a file sorted before ours that ends in a backslash swallows our first line.
     */
    public static final String FIRST_LINE =
            "# Written by hubwarden from /etc/hubwarden/state.yaml; edits are undone.\n";

    private SudoersText() {}

    /** The rule for the admin group. {@code naming: tljh} adds the second line that TLJH writes. */
    public static String adminRule(Naming naming) {
        String rule = FIRST_LINE + "%" + GroupName.ADMINS + " ALL = (ALL) NOPASSWD: ALL\n";
        return naming == Naming.TLJH ? rule + "Defaults exempt_group = " + GroupName.ADMINS + "\n" : rule;
    }

    /** The file in force while nobody may be granted anything. */
    public static String noRule() {
        return FIRST_LINE;
    }

    /** One denial for each uid. */
    public static String denyList(SortedSet<Long> uids) {
        StringBuilder text = new StringBuilder(FIRST_LINE);
        uids.forEach(uid -> text.append('#').append(uid).append(" ALL = (ALL:ALL) !ALL\n"));
        return text.toString();
    }
}
