/**
 * What doors share: the application's gate, what one door hands to the next, tracing headers. For
 * people who write a door.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.web;
