/** Whether this node can serve: what a load balancer or an orchestrator queries. */
@NullMarked
package org.nexusauth.sample.health;

import org.jspecify.annotations.NullMarked;
