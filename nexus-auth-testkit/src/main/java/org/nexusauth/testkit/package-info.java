/**
 * Keys of every kind, really signed, for tests of what the gate guards: {@link
 * org.nexusauth.testkit.ApiKeys} with JUnit Jupiter, {@link org.nexusauth.testkit.TestKeys} without
 * it.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.testkit;
