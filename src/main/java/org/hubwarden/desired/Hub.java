package org.hubwarden.desired;

/**
 * What the hub is to this machine.
 *
 * @param user the account that the hub runs as; what only the hub is to read and to ask for is for this account
 */
public record Hub(String user) {

    /** Where the file says nothing. */
    public static final Hub STANDARD = new Hub("jupyterhub");
}
