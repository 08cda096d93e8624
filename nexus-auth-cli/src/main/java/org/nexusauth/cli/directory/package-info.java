/** Commands for organizations, agents and integrations. */
@NullMarked
package org.nexusauth.cli.directory;

import org.jspecify.annotations.NullMarked;
