/** The routes of the REST API, by what they are about. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.rest;
