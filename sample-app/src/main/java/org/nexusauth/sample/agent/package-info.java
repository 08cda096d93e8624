/** Organizations and their agents: the newer half of the API, guarded by annotation. */
@NullMarked
package org.nexusauth.sample.agent;

import org.jspecify.annotations.NullMarked;
