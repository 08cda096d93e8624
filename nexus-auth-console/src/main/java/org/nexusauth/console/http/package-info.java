/** The REST API: one table of routes and what runs them. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.http;
