import 'virtual:tokens.css'
import './ui/theme/base.css'
import './ui/theme/theme.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueries } from './api/query.ts'
import { createSite } from './routes.tsx'

const queries = createQueries()
const site = createSite()
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={site} />
    </QueryClientProvider>
  </StrictMode>,
)
