/**
 * The records of organizations, agents, integrations and keys, as the management of keys has them.
 */
@NullMarked
package org.nexusauth.sample.record;

import org.jspecify.annotations.NullMarked;
