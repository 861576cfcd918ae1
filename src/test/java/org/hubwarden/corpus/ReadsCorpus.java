package org.hubwarden.corpus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which groups of the corpus a test class runs, all rows of each. {@link CorpusTest} keeps the account. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadsCorpus {

    String[] value();
}
