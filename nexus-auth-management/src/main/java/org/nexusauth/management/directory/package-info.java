/** Organizations, agents and integrations. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.directory;
