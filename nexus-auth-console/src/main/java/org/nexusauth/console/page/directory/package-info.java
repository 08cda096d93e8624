/** The pages of organizations, agents and integrations. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.page.directory;
