package org.hubwarden.observed.hub;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules of the system bus, as far as it takes to know whom they let speak with hubwarden. */
public final class BusRules {

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern POLICY =
            Pattern.compile("<policy\\s+user\\s*=\\s*[\"']([^\"']*)[\"']\\s*>(.*?)</policy>", Pattern.DOTALL);
    private static final Pattern ALLOWS =
            Pattern.compile("<allow\\s[^>]*send_destination\\s*=\\s*[\"']org\\.hubwarden1[\"']");

    private BusRules() {}

    /** The users whom a file of such rules lets call it. */
    public static Set<String> users(String text) {
        Set<String> users = new HashSet<>();
        Matcher policy = POLICY.matcher(COMMENT.matcher(text).replaceAll(""));
        while (policy.find()) {
            if (ALLOWS.matcher(policy.group(2)).find()) {
                users.add(policy.group(1));
            }
        }
        return users;
    }
}
