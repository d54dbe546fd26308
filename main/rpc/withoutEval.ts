import { z } from 'zod';

// The content security policy of the pages knows no eval, and zod would try one for speed.
z.config({ jitless: true });
