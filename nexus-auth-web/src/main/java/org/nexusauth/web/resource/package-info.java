/** What an application is known to guard with API keys. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.web.resource;
